#pragma once

#include "models/scenario/document.hpp"

namespace packline::scenario {

/// Writes out the mechanism of yields that name none in steps of a repeat: the step's id without
/// its round, so that the losses of all layers are booked under one name. In the text itself,
/// because the stored input of a study holds expanded steps and must read back as the same line.
/// Requires: an expanded tree.
void name_mechanisms(Node& root);

}  // namespace packline::scenario

#pragma once

#include "sim/base/id.hpp"

namespace packline::packaging {

using AreaId = Id<struct AreaTag>;
using CalendarId = Id<struct CalendarTag>;
using StationId = Id<struct StationTag>;
using FamilyId = Id<struct FamilyTag>;  ///< setup family of one station
using MechanismId = Id<struct MechanismTag>;
using MaterialId = Id<struct MaterialTag>;
using BufferId = Id<struct BufferTag>;
using FleetId = Id<struct FleetTag>;
using CarrierPoolId = Id<struct CarrierPoolTag>;
using OperatorGroupId = Id<struct OperatorGroupTag>;
using ToolingId = Id<struct ToolingTag>;  ///< a kind of kit
using RouteId = Id<struct RouteTag>;
using SkillId = Id<struct SkillTag>;
using StepId = Id<struct StepTag>;  ///< index into RouteSpec::steps
using ProductId = Id<struct ProductTag>;
using RegimeId = Id<struct RegimeTag>;
using GateId = Id<struct GateTag>;
using BudgetId = Id<struct BudgetTag>;
using UtilityId = Id<struct UtilityTag>;

}  // namespace packline::packaging

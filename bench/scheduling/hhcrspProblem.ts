/** From a published instance to a problem of the planner, and from its day back to a published solution. */
import type { DayPlan, PlannedVisit, PlanningProblem } from '#domain/planning/problem';
import type { Instance, Solution } from './hhcrspFiles';

/** Nobody may be left out: dearer than any day. */
const LEFT_OUT = 1e6;

export function problemOf(instance: Instance): PlanningProblem {
  const places = instance.distances.length;
  const visits = instance.patients.map((patient, index): PlannedVisit => {
    const stops = patient.required_caregivers.map(({ service, duration }) => ({
      place: index + 1,
      durationMinutes: duration,
      fitCosts: instance.caregivers.map(({ abilities }) => (abilities.includes(service) ? 0 : Infinity)),
    }));
    const { synchronization } = patient;
    const [minMinutes, maxMinutes] = synchronization?.distance ?? [0, 0];
    return {
      id: patient.id,
      stops: stops as unknown as PlannedVisit['stops'],
      earliestMinute: patient.time_window[0],
      dueMinute: patient.time_window[1],
      latestMinute: Infinity,
      ...(synchronization ? { gap: { minMinutes, maxMinutes } } : {}),
      leftOutCost: LEFT_OUT,
    };
  });
  return {
    places,
    travelMinutes: Float64Array.from(instance.distances.flat()),
    visits,
    nurses: instance.caregivers.map(({ id }) => ({
      id,
      startPlace: 0,
      endPlace: 0,
      shift: { fromMinute: 0, toMinute: Infinity },
      maxVisits: Infinity,
      maxWorkMinutes: Infinity,
      workedMinutes: 0,
    })),
    weights: { travelMinute: 1 / 3, lateMinute: 1 / 3, latestMinute: 1 / 3, nurse: 0, squaredWorkHour: 0 },
  };
}

export const solutionOf = (instance: Instance, plan: DayPlan): Solution => ({
  routes: plan.routes.map((route, nurse) => ({
    caregiver_id: instance.caregivers[nurse]?.id ?? '',
    locations: route.map(({ visit, part, startMinute }) => {
      const patient = instance.patients[visit];
      const required = patient?.required_caregivers[part];
      return {
        patient: patient?.id ?? '',
        service: required?.service ?? '',
        arrival_time: startMinute,
        departure_time: startMinute + (required?.duration ?? NaN),
      };
    }),
  })),
});

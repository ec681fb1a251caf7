import type { OperationParameters } from '../operations/parameters';

/** The published numbers, written out: the rules' tests stand on these and not on what operators may change. */
export const parameters: OperationParameters = {
  acceptance: {
    deadlineMinutes: 15,
    waveSize: 3,
    waveMinutes: 5,
    alternatesSize: 10,
    operatorsAfterMinutes: 30,
    autoCancelMinutes: 60,
    quietFromMinute: 1320,
    quietToMinute: 420,
    urgentLeadMinutes: 240,
  },
  booking: {
    gridMinutes: 30,
    horizonDays: 28,
    minimumLeadMinutes: 60,
    payWithinMinutes: 30,
    autoConfirmHours: 48,
  },
  dispatch: {
    searchRadiusMeters: 15_000,
    bandMeters: 500,
    candidateLimit: 60,
    speedKmPerHour: 22,
    detourFactor: 1.35,
    fixedTravelMinutes: 4,
  },
  rest: {
    afterWorkMinutes: 240,
    restMinutes: 20,
    dayMaxMinutes: 600,
    betweenShiftsMinutes: 660,
    weekMaxMinutes: 2640,
  },
  visit: { geofenceMeters: 200, earliestDepartureMinutes: 240 },
  price: {
    depositPercent: 20,
    baseKm: 3,
    baseFen: 1000,
    perKmFenTo10: 200,
    perKmFenOver10: 300,
    nightFen: 3000,
    transportCapFen: 8000,
    nurseSharePercent: 70,
  },
};

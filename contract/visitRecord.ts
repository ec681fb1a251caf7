import * as v from 'valibot';
import { FileId, Id } from './fields';

const measured = v.optional(v.pipe(v.number(), v.finite()));

/** Units in the names. Whether a value can be true is the rules' matter (domain/care/vitals), not the schema's. */
const VitalsInput = v.strictObject({
  systolicMmHg: measured,
  diastolicMmHg: measured,
  pulsePerMinute: measured,
  respirationPerMinute: measured,
  temperatureCelsius: measured,
  spo2Percent: measured,
  glucoseMmolPerL: measured,
  weightKg: measured,
  heightCm: measured,
});

/** The record of a visit as the nurse has it so far. */
export const VisitRecord = v.strictObject({
  orderId: Id,
  checkedSteps: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60))), v.maxLength(60)),
  vitals: VitalsInput,
  photos: v.pipe(
    v.array(v.strictObject({ label: v.pipe(v.string(), v.maxLength(40)), fileId: FileId })),
    v.maxLength(20),
  ),
  summary: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
});
export type VisitRecordInput = v.InferInput<typeof VisitRecord>;

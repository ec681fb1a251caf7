import { VisitRecord } from './visitRecord';

/** The nurse is done: the record must be whole. Vital signs go into the health record. */
export const CompleteVisit = VisitRecord;
export interface CompleteVisitReply {
  /** Values that need a doctor's eye, in words. */
  readonly alerts: readonly string[];
}

import { VisitRecord } from './visitRecord';

/** Keeps what the nurse has so far; may be incomplete, may be sent again. */
export const SaveVisit = VisitRecord;
export interface SaveVisitReply {
  readonly savedAt: number;
}

import type { DispatchNumbers } from './dispatchNumbers';
import type { MoneyNumbers } from './moneyNumbers';
import type { NurseNumbers } from './nurseNumbers';
import type { VisitNumbers } from './visitNumbers';

/** The numbers of operation. One document of `settings`; the default is database/data/operations.json. Operators may change each. */
export type OperationParameters = DispatchNumbers & VisitNumbers & MoneyNumbers & NurseNumbers;

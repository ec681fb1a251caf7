/**
 * What each error of WeChat Pay (APIv3: its code, and where it says more, the number at the end of `Request-ID`) means for us and
 * for whoever wanted to pay. The list is closed: what is not in it is `retry` where their side failed, else `retry` with a person
 * told by the errand that gives up.
 */
import type { RefusalCode } from '../refusal';

/**
 * `retry`: the same request under the same numbers, later. `look`: the truth is another by now; it is asked for. `person`: nothing
 * changes until somebody of ours does something.
 */
export type Reaction = 'retry' | 'look' | 'person';

export interface ServiceError {
  readonly reaction: Reaction;
  /** Whose sentence the patient reads. */
  readonly refusal: RefusalCode;
}

const RETRY: ServiceError = { reaction: 'retry', refusal: 'PAYMENT_SERVICE_FAILED' };
const TOO_OFTEN: ServiceError = { reaction: 'retry', refusal: 'PAYMENT_TOO_OFTEN' };
const LOOK: ServiceError = { reaction: 'look', refusal: 'PAYMENT_CHANGED' };
const PERSON: ServiceError = { reaction: 'person', refusal: 'PAYMENT_NOT_POSSIBLE' };

export const SERVICE_ERRORS: Readonly<Record<string, ServiceError>> = {
  SYSTEM_ERROR: RETRY,
  STATEMENT_CREATING: RETRY,
  FREQUENCY_LIMITED: TOO_OFTEN,
  RATELIMIT_EXCEEDED: TOO_OFTEN,
  ORDERPAID: LOOK,
  ORDER_CLOSED: LOOK,
  OUT_TRADE_NO_USED: LOOK,
  ALREADY_EXISTS: LOOK,
  ORDER_NOT_EXIST: LOOK,
  RESOURCE_NOT_EXISTS: LOOK,
  NOT_FOUND: LOOK,
  NO_STATEMENT_EXIST: LOOK,
  PARAM_ERROR: PERSON,
  INVALID_REQUEST: PERSON,
  APPID_MCHID_NOT_MATCH: PERSON,
  SIGN_ERROR: PERSON,
  NO_AUTH: PERSON,
  RULE_LIMIT: PERSON,
  NOT_ENOUGH: PERSON,
};

/** Numbers that tell more than a general code they come with. */
export const CAUSES: Readonly<Record<string, ServiceError>> = {
  '268512771': LOOK, // no such order
  '268449538': LOOK, // paid already
  '268498689': LOOK, // paid already
  '268498688': LOOK, // announced before with other content
  '268447914': LOOK, // its time is over
  '268447840': TOO_OFTEN,
  '268443699': PERSON, // signature
  '268445527': PERSON, // appid and merchant do not belong together
  '268435461': PERSON, // a parameter
  '270924358': PERSON, // a parameter it does not know
};

/**
 * `cause`: the number, or `''`. It tells more than a code that means many things, and less than one that names the fact: a day
 * without a bill comes with the number of any unfit parameter.
 */
export function serviceError(code: string, cause: string): ServiceError {
  const said = known(SERVICE_ERRORS, code);
  return said === LOOK ? LOOK : (known(CAUSES, cause) ?? said ?? RETRY);
}

const known = (table: Readonly<Record<string, ServiceError>>, name: string): ServiceError | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

import { CAUSES, serviceError, SERVICE_ERRORS } from './serviceErrors';

/** The codes and numbers the interface documents for payments, refunds and bills. */
const CODES = [
  ...['SIGN_ERROR', 'PARAM_ERROR', 'INVALID_REQUEST', 'APPID_MCHID_NOT_MATCH', 'OUT_TRADE_NO_USED', 'ORDER_CLOSED'],
  ...['ORDERPAID', 'ALREADY_EXISTS', 'NO_AUTH', 'RULE_LIMIT', 'NOT_ENOUGH', 'ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS'],
  ...[
    'NOT_FOUND',
    'FREQUENCY_LIMITED',
    'RATELIMIT_EXCEEDED',
    'SYSTEM_ERROR',
    'NO_STATEMENT_EXIST',
    'STATEMENT_CREATING',
  ],
];
const NUMBERS = [
  ...['268512771', '268449538', '268498689', '268498688', '268447840'],
  ...['268443699', '268445527', '268447914', '268435461', '270924358'],
];

test('every documented code and number has its place, and nothing else has one', () => {
  expect(Object.keys(SERVICE_ERRORS).sort()).toEqual([...CODES].sort());
  expect(Object.keys(CAUSES).sort()).toEqual([...NUMBERS].sort());
});

test.each([
  ['ORDERPAID', '', 'look', 'PAYMENT_CHANGED'],
  ['INVALID_REQUEST', '', 'person', 'PAYMENT_NOT_POSSIBLE'],
  // the number knows better: announced before with other content
  ['INVALID_REQUEST', '268498688', 'look', 'PAYMENT_CHANGED'],
  ['PARAM_ERROR', '268447840', 'retry', 'PAYMENT_TOO_OFTEN'],
  ['SIGN_ERROR', '268443699', 'person', 'PAYMENT_NOT_POSSIBLE'],
  // the code knows better: a day on which no money moved needs nobody
  ['NO_STATEMENT_EXIST', '268435461', 'look', 'PAYMENT_CHANGED'],
  ['NOT_ENOUGH', '0', 'person', 'PAYMENT_NOT_POSSIBLE'],
  ['SYSTEM_ERROR', '', 'retry', 'PAYMENT_SERVICE_FAILED'],
  ['UNREACHABLE', '', 'retry', 'PAYMENT_SERVICE_FAILED'],
  ['constructor', 'toString', 'retry', 'PAYMENT_SERVICE_FAILED'],
])('%s %s: %s, %s', (code, cause, reaction, refusal) =>
  expect(serviceError(code, cause)).toEqual({ reaction, refusal }),
);

/**
 * Who may call which function, and what everybody else hears; written by hand, read by people.
 *
 *   ok  let in                      -  NOT_FOUND: for this caller there is no such thing
 *   r   let in, the rules say       x  FORBIDDEN
 *       no with the code named      ?  NOT_SIGNED_IN
 *       at the end of the line      a  NOT_FOUND or ADDRESS_NOT_FOUND, whichever is missed first
 *                                   !  401: a message nobody signed
 *
 * `patient` owns the person and the order; `manage` and `follow` are proxies with these rights, `removed` was one; `nurse` accepted
 * the order, `nurse2` was never asked, `suspended` may not work now; then operators by their role; `timer`, `http` and `function`
 * are the platform's other ways in, as the platform itself says. `openRecord/first` is the same function asked about something else.
 */
const TABLE = `
                 | patient other manage follow removed | applicant nurse nurse2 suspended | 审核 运营 客服 质检 财务 内容 | nobody timer http function |
acceptOrder      | x       x     x      x      x       | x         ok    -      -         | x    x    x    x    x    x    | ?      x     x    x        |
applyAsNurse     | ok      ok    ok     ok     ok      | ok        ok    ok     ok        | ok   ok   ok   ok   ok   ok   | ?      x     x    x        |
assessRecipient  | ok      -     ok     x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
careSeries       | ok      a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        |
changeOrder      | ok      -     ok     x      -       | -         ok    -      -         | -    -    -    -    -    -    | ?      x     x    x        |
checkIn          | x       x     x      x      x       | x         r     x      x         | x    x    x    x    x    x    | ?      x     x    x        | WRONG_VISIT_CODE
completeVisit    | x       x     x      x      x       | x         r     x      x         | x    x    x    x    x    x    | ?      x     x    x        | CHECKLIST_INCOMPLETE
confirmOrder     | r       -     r      x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        | ILLEGAL_STEP
createOrder      | r       a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        | QUOTE_CHANGED
dailyTimer       | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      ok    x    ok       |
declineOrder     | x       x     x      x      x       | x         r     -      -         | x    x    x    x    x    x    | ?      x     x    x        | OFFER_CLOSED
dispatchMatch    | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      x     x    ok       |
findSlots        | ok      a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        |
giveConsent      | ok      -     ok     x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
listOffers       | x       x     x      x      x       | x         ok    ok     ok        | x    x    x    x    x    x    | ?      x     x    x        |
listOrders       | x       x     x      x      x       | x         ok    ok     ok        | x    x    x    x    x    x    | ?      x     x    x        |
openRecord       | x       x     x      x      x       | x         x     x      x         | ok   x    ok   x    x    x    | x      x     x    x        |
openRecord/first | x       x     x      x      x       | x         x     x      x         | -    x    x    x    x    x    | x      x     x    x        |
openRecord/visit | x       x     x      x      x       | x         x     x      x         | -    x    x    x    x    x    | x      x     x    x        |
outboxTimer      | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      ok    x    ok       |
ownData          | ok      ok    ok     ok     ok      | ok        ok    ok     ok        | ok   ok   ok   ok   ok   ok   | ?      x     x    x        |
ownMoney         | ok      ok    ok     ok     ok      | ok        ok    ok     ok        | ok   ok   ok   ok   ok   ok   | ?      x     x    x        |
payNotify        | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      x     !    x        |
payOrder         | ok      -     ok     x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
paymentTimer     | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      ok    x    x        |
planTimer        | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      ok    x    ok       |
planWork         | x       x     x      x      x       | x         ok    ok     ok        | x    x    x    x    x    x    | ?      x     x    x        |
quoteOrder       | ok      a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        |
readCatalogue    | ok      ok    ok     ok     ok      | ok        ok    ok     ok        | ok   ok   ok   ok   ok   ok   | ?      x     x    x        |
readContacts     | ok      -     ok     x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
readHealth       | ok      -     ok     x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
readOrder        | ok      -     ok     ok     -       | -         ok    -      -         | -    -    -    -    -    -    | ?      x     x    x        |
readStanding     | x       x     x      x      x       | x         ok    ok     ok        | x    x    x    x    x    x    | ?      x     x    x        |
reassignTimer    | x       x     x      x      x       | x         x     x      x         | x    x    x    x    x    x    | x      ok    x    x        |
recommendNurses  | ok      a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        |
reportLocation   | x       x     x      x      x       | x         ok    x      x         | x    x    x    x    x    x    | ?      x     x    x        |
reviewOrder      | r       -     r      x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        | ILLEGAL_STEP
runCommand       | x       x     x      x      x       | x         x     x      x         | ok   ok   ok   ok   ok   ok   | x      ok    x    x        |
saveAddress      | ok      a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        |
saveAddress/gone | ok      a     a      a      a       | a         a     a      a         | a    a    a    a    a    a    | ?      x     x    x        |
saveRecipient    | ok      -     ok     x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
saveVisit        | x       x     x      x      x       | x         ok    x      x         | x    x    x    x    x    x    | ?      x     x    x        |
setOut           | x       x     x      x      x       | x         r     x      x         | x    x    x    x    x    x    | ?      x     x    x        | TOO_EARLY
shareCare        | ok      -     ok     ok     -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
signIn           | ok      ok    ok     ok     ok      | ok        ok    ok     ok        | ok   ok   ok   ok   ok   ok   | ?      x     x    x        |
signInByPhone    | r       r     r      r      r       | r         r     r      r         | r    r    r    r    r    r    | ?      x     x    x        | PHONE_CODE_EXPIRED
trainNurse       | x       x     x      x      x       | x         ok    ok     ok        | x    x    x    x    x    x    | ?      x     x    x        |
verifyIdentity   | ok      -     x      x      -       | -         -     -      -         | -    -    -    -    -    -    | ?      x     x    x        |
`;

/** How a caller is answered, as the letters above say. */
const ANSWERS = {
  ok: 'ok',
  '-': 'NOT_FOUND',
  x: 'FORBIDDEN',
  '?': 'NOT_SIGNED_IN',
  a: 'NOT_FOUND|ADDRESS_NOT_FOUND',
  '!': '401',
} as const;

export const COLUMNS = [
  ...(['patient', 'other', 'manage', 'follow', 'removed', 'applicant', 'nurse', 'nurse2', 'suspended'] as const),
  ...(['审核', '运营', '客服', '质检', '财务', '内容', 'nobody', 'timer', 'http', 'function'] as const),
] as const;
export type Column = (typeof COLUMNS)[number];

/** Function → caller → the answer it must give, as a regular expression. */
export function expectedAnswers(): ReadonlyMap<string, Readonly<Record<Column, string>>> {
  const [head = '', ...lines] = TABLE.trim().split('\n');
  const columns = words(head);
  if (columns.join() !== COLUMNS.join()) throw new Error(`unknown columns: ${columns.join(' ')}`);
  return new Map(lines.map((line) => rowOf(line, columns)));
}

const words = (text: string): string[] => text.replaceAll('|', ' ').trim().split(/\s+/);

function rowOf(line: string, columns: readonly string[]): [string, Readonly<Record<Column, string>>] {
  const [name = '', ...cells] = words(line);
  const code = cells[columns.length];
  if (cells.length < columns.length || cells.length > columns.length + 1) throw new Error(`not a row: ${line}`);
  const answers = columns.map((column, place) => {
    const letter = cells[place] as string;
    const answer = letter === 'r' ? code : ANSWERS[letter as keyof typeof ANSWERS];
    if (!answer) throw new Error(`${name}, ${column}: ${letter} means nothing`);
    return [column, answer];
  });
  return [name, Object.fromEntries(answers) as Record<Column, string>];
}

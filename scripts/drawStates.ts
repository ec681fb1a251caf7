/** Prints docs/STATES.md from the table of steps: `npx tsx scripts/drawStates.ts > docs/STATES.md`. */
import { type OrderStatus, SHOWN_AS, STEPS } from '#domain/order/status';

const ACTORS = { patient: 'patient', nurse: 'nurse', operator: 'operator', system: 'clock', wechatPay: 'WeChat Pay' };

const who = (by: (typeof STEPS)[number]['by']) => by.map((actor) => ACTORS[actor]).join(', ');

/** One arrow per (from, to); steps that share it share the label. */
function arrows(): string[] {
  const labels = new Map<string, string[]>();
  for (const { from, to, event } of STEPS) {
    for (const target of to) {
      const arrow = `${from} --> ${target}`;
      labels.set(arrow, [...(labels.get(arrow) ?? []), event]);
    }
  }
  return [...labels].map(([arrow, events]) => `  ${arrow}: ${events.join(' / ')}`);
}

/** Where an order may rest for good: nothing but late money moves it on. */
function ends(): OrderStatus[] {
  const statuses = Object.keys(SHOWN_AS) as OrderStatus[];
  const leaving = STEPS.filter(({ from, to, event }) => event !== 'payLate' && to.some((next) => next !== from));
  return statuses.filter((status) => !leaving.some(({ from }) => from === status));
}

function table(): string[] {
  const rows = STEPS.map(
    ({ from, event, by, to, when = '' }) =>
      `| ${from} | ${SHOWN_AS[from]} | ${event} | ${who(by)} | ${to.join(' or ')} | ${when} |`,
  );
  return ['| state | shown as | event | by | goes to | choice |', '|---|---|---|---|---|---|', ...rows];
}

export function drawStates(): string {
  return [
    '# The states of an order',
    '',
    'Drawn by `scripts/drawStates.ts` from `domain/order/status.ts`; change that table, not this page. Every step that is',
    'not here is refused. Guards (time, money, place) stand with the decision of the same name in `domain/order/`.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> pendingAcceptance',
    ...arrows(),
    ...ends().map((status) => `  ${status} --> [*]`),
    '```',
    '',
    ...table(),
    '',
  ].join('\n');
}

if (require.main === module) process.stdout.write(drawStates());

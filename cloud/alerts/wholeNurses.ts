/** Nurses whose documents the rules can work with; a broken one is left out, told in the log and to people at the desk. */
import { brokenFields } from '#domain/nurse/wholeness';
import { raiseAlert } from './alerts';

export async function wholeNurses<N extends { readonly _id: string }>(
  nurses: readonly N[],
  now: number,
): Promise<readonly N[]> {
  const looked = nurses.map((nurse) => ({ nurse, broken: brokenFields(nurse) }));
  for (const { nurse, broken } of looked) if (broken.length > 0) await tell(nurse._id, broken, now);
  return looked.flatMap(({ nurse, broken }) => (broken.length === 0 ? [nurse] : []));
}

function tell(nurseId: string, fields: readonly string[], now: number): Promise<void> {
  console.error(`nurse ${nurseId} is broken: ${fields.join(', ')}`);
  const text = `护士资料不完整（${fields.join('、')}），搜索时已跳过，请技术人员修复`;
  return raiseAlert({ _id: `nurseBroken:${nurseId}`, kind: 'nurseBroken', orderId: '', nurseId, text }, now);
}

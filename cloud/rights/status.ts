/** What somebody may do about the own data now, and what stands in the way. */
import type { OwnDataStatusReply } from '#contract/ownData';
import { closingBlockers } from '#domain/rights/blockers';
import { keptList, retentionTerms } from '#domain/rights/retention';
import type { Account } from '../accounts';
import { accountFacts } from './accountFacts';
import { exportOf } from './exportFiles';

export async function rightsStatus(account: Account, now: number): Promise<OwnDataStatusReply> {
  const { userId, nurseId, maskedPhone } = account;
  const [facts, files] = await Promise.all([accountFacts(userId, nurseId), exportOf(userId, now)]);
  const [blockers, kept] = [
    closingBlockers(facts),
    keptList(retentionTerms(facts.ordered), retentionTerms(facts.served)),
  ];
  return { kind: 'status', files, maskedPhone, blockers, kept };
}

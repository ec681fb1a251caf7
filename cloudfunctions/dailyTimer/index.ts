/** Five past midnight and every hour after: papers that run out, everybody's stars, nurses' weeks in money; what has to be erased, what has to change its key. */
import { archiveOrders } from '#cloud/archive/archiveOrders';
import { bySource } from '#cloud/doors/bySource';
import { fromFunction } from '#cloud/doors/fromFunction';
import { fromTimer } from '#cloud/doors/fromTimer';
import { sweepDocuments } from '#cloud/documents/handOut';
import { poke } from '#cloud/functions';
import { writeStatements } from '#cloud/income/writeStatements';
import { writeMonths } from '#cloud/institution/writeMonths';
import { remindOfPackages, returnRests } from '#cloud/packages/sweeps';
import { resealUntil } from '#cloud/personalData/reseal';
import { sweepUnusedPhotos } from '#cloud/photos/sweepUnused';
import { eraseClosed } from '#cloud/rights/eraseClosed';
import { sweepExports } from '#cloud/rights/exportFiles';
import { purgeClosed } from '#cloud/rights/purge/purgeClosed';
import { sweepExpired } from '#cloud/rights/sweepExpired';
import { bookDueSeries } from '#cloud/series/dueSeries';
import { operations } from '#cloud/settings';
import { countPage } from '#cloud/standing/count';
import { runDaily } from '#cloud/standing/dailyRun';
import { checkPapers } from '#cloud/standing/papers';
import { countCampaigns, expireCoupons, expirePoints, remindOfCoupons } from '#cloud/wallet/expiry';
import { Nothing } from '#contract/fields';

const BUDGET_MS = 40_000;

async function daily(now: number) {
  const endsAt = Date.now() + BUDGET_MS;
  const p = await operations(now);
  const papers = await runDaily(
    { name: 'papers', statuses: ['active', 'suspended'], handle: (nurses) => checkPapers(nurses, now, p) },
    now,
    endsAt,
  );
  await poke('outboxTimer');
  const stars =
    papers &&
    (await runDaily(
      { name: 'stars', statuses: ['active', 'suspended'], handle: (nurses) => countPage(nurses, now) },
      now,
      endsAt,
    ));
  const statements = await writeStatements(now, endsAt);
  await writeMonths(now, endsAt);
  const series = await bookDueSeries(now, Math.max(0, endsAt - Date.now()));
  await poke('outboxTimer');
  await sweepExpired(now);
  await expireCoupons(now, Math.max(0, endsAt - Date.now()));
  await expirePoints(now, Math.max(0, endsAt - Date.now()));
  await remindOfCoupons(now, Math.max(0, endsAt - Date.now()), p);
  await countCampaigns();
  await returnRests(now, Math.max(0, endsAt - Date.now()));
  await remindOfPackages(now, Math.max(0, endsAt - Date.now()), p);
  await sweepExports(now);
  await sweepDocuments(now);
  await sweepUnusedPhotos(now, p.photos.unusedHours, Math.max(0, endsAt - Date.now()));
  await eraseClosed(now);
  await purgeClosed(now, endsAt);
  const archived = await archiveOrders(now, Math.max(0, endsAt - Date.now()), p);
  const resealed = await resealUntil(endsAt, now);
  // A city of many thousands takes several runs: the next begins at once.
  if (!stars || resealed === 'more') await poke('dailyTimer');
  return { papers, stars, statements, series, archived, resealed };
}

export const main = bySource({ timer: fromTimer(daily), function: fromFunction(Nothing, (_, now) => daily(now)) });

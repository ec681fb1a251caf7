/** Carries out what was decided: messages, refunds, pokes. Every minute, and at once when a function of ours asks. */
import { bySource } from '#cloud/doors/bySource';
import { fromFunction } from '#cloud/doors/fromFunction';
import { fromTimer } from '#cloud/doors/fromTimer';
import { deliverDue } from '#cloud/delivery';
import { Nothing } from '#contract/fields';

const deliver = async (now: number) => ({ delivered: await deliverDue(now, 35_000) });

export const main = bySource({ timer: fromTimer(deliver), function: fromFunction(Nothing, (_, now) => deliver(now)) });

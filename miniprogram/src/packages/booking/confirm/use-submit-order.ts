import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { EligibilityView, ReasonView } from '#contract/eligibility';
import type { GiveConsentReply } from '#contract/giveConsent';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import type { Calls } from '@/cloud/calls';
import { bookingDone, requestIdFor, wishOf, type Draft } from '@/booking/draft';
import { missingSteps, type MissingStep } from '@/booking/missing-steps';
import { loaded, type Loaded } from '@/live/use-loaded';
import { useSubmit } from '@/live/use-submit';
import { go } from '@/navigation/go';
import { strings } from '@/strings/booking';
import { useDiscounts, type DiscountChoice } from './use-discounts';

type Quote = Calls['quoteOrder']['data'];
export interface OrderToSubmit {
  readonly quote: Loaded<Quote>;
  /** null: not known yet, then nothing can be booked. */
  readonly price: ComputedRef<Quote['price'] | null>;
  /** The informed consent to this visit, as it reads today. */
  readonly consent: Loaded<GiveConsentReply['visit']>;
  /** Everything that stands against it; empty where it can be booked. */
  readonly missing: ComputedRef<readonly MissingStep[]>;
  readonly conditions: ComputedRef<readonly string[]>;
  readonly discounts: DiscountChoice;
  /** What changed while it was sent: shown anew, and asked about again. '' otherwise. */
  readonly changed: Ref<string>;
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string>;
  readonly submit: () => Promise<void>;
}

/** Refused with something of another page: as quoteOrder would have said it. */
const refusedAs = ({ code, message, details }: AppError): EligibilityView => ({
  allowed: false,
  reasons: [{ rule: '', code: code as ReasonView['code'], sentence: message, details }],
  conditions: [],
});

/** What the wish costs and what it still needs, and the order made of it. */
export function useSubmitOrder(draft: Draft): OrderToSubmit {
  // Of life care the chosen nurse's stars are part of the price.
  const discounts = useDiscounts();
  const quote = loaded(() =>
    call('quoteOrder', { ...wishOf(draft), nurseId: draft.nurse?.nurseId ?? null, ...discounts.wish.value }),
  );
  const consent = loaded(async () => (await call('giveConsent', { step: 'read' })).visit);
  const price = computed(() => quote.data.value?.price ?? null);
  const eligibility = computed(() => quote.data.value?.eligibility ?? null);
  const changed = ref('');
  async function book() {
    const quoted = quote.data.value;
    if (!quoted || !consent.data.value) return;
    const { totalFen } = quoted.price;
    const { orderId } = await call('createOrder', {
      ...wishOf(draft),
      requestId: requestIdFor(draft, totalFen),
      nurseId: draft.nurse?.nurseId ?? null,
      note: draft.note,
      informedConsent: { version: consent.data.value.version },
      expectedTotalFen: totalFen,
      quote: quoted.quote.token,
      couponId: quoted.discounts?.couponId ?? null,
      usePoints: (quoted.discounts?.points.used ?? 0) > 0,
      packageId: quoted.discounts?.packageId ?? null,
    });
    bookingDone();
    go.bookedOrder(orderId);
  }
  const submission = useSubmit(async () => {
    changed.value = '';
    try {
      await book();
    } catch (error) {
      changed.value = await changedBy(error, { quote, consent, discounts });
    }
  });
  return {
    ...{ quote, price, consent, changed, discounts },
    missing: computed(() => (eligibility.value ? missingSteps(eligibility.value, draft) : [])),
    conditions: computed(() => eligibility.value?.conditions ?? []),
    ...submission,
  };
}

const DISCOUNT_GONE: readonly string[] = ['COUPON_NOT_USABLE', 'POINTS_NOT_ENOUGH', 'PACKAGE_NOT_USABLE'];

/** What changed meanwhile is shown as it is now, in words; any other refusal goes on to whoever words it. */
async function changedBy(
  error: unknown,
  { quote, consent, discounts }: Pick<OrderToSubmit, 'quote' | 'consent' | 'discounts'>,
): Promise<string> {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'QUOTE_CHANGED' || error.code === 'QUOTE_EXPIRED') {
    // another price than shown is never charged
    await quote.load();
    return error.code === 'QUOTE_CHANGED' ? strings.confirm.priceChanged : strings.confirm.priceExpired;
  }
  if (DISCOUNT_GONE.includes(error.code)) {
    discounts.forget();
    await quote.load();
    return strings.discounts.gone;
  }
  if (error.code === 'CONSENT_OUTDATED') {
    await consent.load();
    return strings.confirm.consentChanged;
  }
  if (error.code === 'NEGATIVE_LIST' && Array.isArray(error.details.names)) {
    const named = strings.confirm.negative({ names: error.details.names.map(String) });
    throw new AppError(error.code, `${error.message}${named}`, error.details);
  }
  // what came to be missing since the price was asked stands above with the way to it
  const was = quote.data.value;
  if (was) await quote.load();
  const now = quote.data.value;
  const refused = missingSteps(refusedAs(error), { serviceCode: '', recipientId: '' } as Draft);
  if (now?.eligibility.allowed && refused.some(({ words }) => words))
    quote.data.value = { ...now, eligibility: refusedAs(error) };
  throw error;
}

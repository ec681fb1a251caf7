import { reactive, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { PhoneLinkedReply } from '#contract/signInByPhone';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { refreshMe, signInAnew } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { strings } from '@/strings/account';
import { phoneProblem } from '@/words/field-problems';
import { retryAtIn, withTriesLeft } from '../components/code-refusal';
import { deviceId } from '../components/device-id';

export interface PhoneDraft {
  readonly form: { phone: string; code: string };
  readonly retryAt: Ref<number | null>;
  /** The number the last code went to. */
  readonly sentTo: Ref<string>;
  readonly linked: ShallowRef<PhoneLinkedReply | null>;
  readonly ask: () => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly bindWeChat: (code: string) => Promise<void>;
}

const join = sharedBySteps<PhoneDraft>();
/** A number and its code, one for all steps; in memory only. */
export const usePhoneDraft = (): Joined<PhoneDraft> => join('phone', beginDraft);

function beginDraft(): PhoneDraft {
  const form = reactive({ phone: '', code: '' });
  const retryAt = ref<number | null>(null);
  const sentTo = ref('');
  const linked = shallowRef<PhoneLinkedReply | null>(null);
  const ask = async () => {
    const wrong = phoneProblem(form.phone);
    if (wrong) throw new AppError('BAD_INPUT', wrong);
    try {
      const answer = await call('signInByPhone', { kind: 'askCode', phone: form.phone, deviceId: deviceId() });
      if (answer.kind === 'asked') retryAt.value = answer.retryAt;
      sentTo.value = form.phone;
    } catch (thrown) {
      retryAt.value = retryAtIn(thrown) ?? retryAt.value;
      throw thrown;
    }
  };
  const link = async (answer: Awaited<ReturnType<typeof bind>>) => {
    if (answer.kind !== 'linked') return;
    await (answer.joined ? signInAnew() : refreshMe());
    linked.value = answer;
    form.code = '';
  };
  const confirm = async () => {
    if (!/^\d{6}$/.test(form.code)) throw new AppError('BAD_INPUT', strings.phone.codeProblem);
    await link(await bind({ kind: 'confirmCode', phone: sentTo.value, code: form.code }));
  };
  return {
    form,
    retryAt,
    sentTo,
    linked,
    ask,
    confirm,
    bindWeChat: async (code) => link(await bind({ kind: 'bindWeChatPhone', code })),
  };
}

async function bind(input: Parameters<typeof call<'signInByPhone'>>[1]) {
  try {
    return await call('signInByPhone', input);
  } catch (thrown) {
    throw withTriesLeft(thrown);
  }
}

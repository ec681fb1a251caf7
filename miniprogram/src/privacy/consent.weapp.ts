/**
 * WeChat's privacy consent. WeChat asks us before the first use of an API that touches personal data; our sheet explains and
 * carries the button whose tap WeChat counts. It is shown once at the first start too, so that no tap is interrupted later.
 */
import { computed, ref, shallowRef } from 'vue';

export const AGREE_BUTTON_ID = 'agree-privacy';
interface Verdict {
  readonly event: 'exposureAuthorization' | 'agree' | 'disagree';
  readonly buttonId?: string;
}
type Resolve = (verdict: Verdict) => void;
interface Wx {
  getPrivacySetting?(options: {
    success(setting: { readonly needAuthorization: boolean }): void;
    fail(error: unknown): void;
  }): void;
  onNeedPrivacyAuthorization?(ask: (resolve: Resolve) => void): void;
  openPrivacyContract?(options: { fail(error: unknown): void }): void;
}
declare const wx: Wx;

/** Calls that wait for the answer; several may come before it. */
const waiting = shallowRef<readonly Resolve[]>([]);
const atFirstStart = ref(false);
export const consentWanted = computed(() => atFirstStart.value || waiting.value.length > 0);
/** WeChat's own full text, where this WeChat can show it. */
export const hasContract = typeof wx.openPrivacyContract === 'function';
export const openContract = (): void =>
  wx.openPrivacyContract?.({ fail: (error) => console.warn('openPrivacyContract', error) });

function answer(verdict: Verdict): void {
  const asked = waiting.value;
  waiting.value = [];
  atFirstStart.value = false;
  for (const resolve of asked) resolve(verdict);
}
export const agree = (): void => answer({ event: 'agree', buttonId: AGREE_BUTTON_ID });
export const disagree = (): void => answer({ event: 'disagree' });

/** Called once, when the program starts. A WeChat that knows none of this asks in its own old way. */
export function startConsent(): void {
  wx.onNeedPrivacyAuthorization?.((resolve) => {
    waiting.value = [...waiting.value, resolve];
    resolve({ event: 'exposureAuthorization' });
  });
  wx.getPrivacySetting?.({
    success: ({ needAuthorization }) => (atFirstStart.value = needAuthorization),
    fail: (error) => console.warn('getPrivacySetting', error),
  });
}

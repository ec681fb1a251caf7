/** Who is here, on which side, in which size of print. One session per page load. */
import { computed, ref, shallowRef } from 'vue';
import Taro from '@tarojs/taro';
import type { MeView } from '#contract/people';
import { wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { cloud } from '@/cloud/cloud';
import { keep, readKept, type Preferences, type Role } from './kept-on-phone';
import { personIs } from './per-person';
import { TABS } from './tabs';

const me = shallowRef<MeView | null>(null);
const problem = ref('');
const role = ref<Role>('patient');
const careMode = ref(false);
let signingIn: Promise<void> | null = null;

async function enter(): Promise<void> {
  problem.value = '';
  try {
    await cloud.start();
    const answer = await call('signIn', {});
    personIs(answer.userId);
    const preferences = readKept<Preferences>('preferences', answer.userId);
    role.value = preferences?.role ?? (answer.roles.includes('nurse') ? 'nurse' : 'patient');
    careMode.value = preferences?.careMode ?? false;
    me.value = answer;
  } catch (error) {
    signingIn = null;
    problem.value = wordsFor(error);
  }
}

/** Signs in once, however many pages ask; after a failure the next asker tries again. */
export function signIn(): Promise<void> {
  signingIn ??= enter();
  return signingIn;
}

/** After something about me was changed (a recipient, an address): the server's word, not a guess. */
export async function refreshMe(): Promise<void> {
  me.value = await call('signIn', {});
}

function savePreferences(): void {
  if (me.value) keep('preferences', me.value.userId, { role: role.value, careMode: careMode.value });
}

export function switchRole(next: Role): void {
  role.value = next;
  savePreferences();
  void Taro.switchTab({ url: TABS[next][0].path });
}

export function setCareMode(on: boolean): void {
  careMode.value = on;
  savePreferences();
}

/** Someone who is both a patient and a nurse has two sides of the program. */
const hasTwoRoles = computed(() => (me.value?.roles.length ?? 0) > 1);

export const session = { me, problem, role, careMode, hasTwoRoles };

/** The signed-in person; screens inside `page-shell` are drawn only when there is one. */
export function signedIn(): MeView {
  if (!me.value) throw new Error('nobody is signed in yet');
  return me.value;
}

/** The condition that keeps a watch inside the security rules: documents that name me in this role. */
export function mine(as: Role): Record<string, string> {
  const { openid, uid } = signedIn();
  return { [`${as}${cloud.personField}`]: cloud.personField === 'Uid' ? uid : openid };
}

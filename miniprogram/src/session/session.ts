/** Who is here, on which side, in which size of print. One session per page load. */
import { computed, ref, shallowRef } from 'vue';
import Taro from '@tarojs/taro';
import type { MeView } from '#contract/people';
import { wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { cloud } from '@/cloud/cloud';
import { dropAll, keep, readKept, type FamilyNumber, type Preferences, type Role } from './kept-on-phone';
import { careMode, palette, theme, type Theme } from './mood';
import { forgetEveryone, personIs } from './per-person';
import { TABS } from './tabs';

const me = shallowRef<MeView | null>(null);
const problem = ref('');
const role = ref<Role>('patient');
/** Large print was offered and answered; until it is known who is here nothing is asked. */
const careAnswered = ref(true);
const family = shallowRef<FamilyNumber | null>(null);
let signingIn: Promise<void> | null = null;
let starting: Promise<void> | null = null;

/** Once per page load, however often somebody comes in. */
export function started(): Promise<void> {
  starting ??= cloud.start().catch((error: unknown) => {
    starting = null;
    throw error;
  });
  return starting;
}

async function enter(): Promise<void> {
  problem.value = '';
  try {
    await started();
    const answer = await call('signIn', {});
    personIs(answer.userId);
    // whoever came into another account by phone keeps the print and the side that were chosen here
    const before = me.value;
    const kept = readKept<Preferences>('preferences', answer.userId);
    const preferences = kept ?? (before && readKept<Preferences>('preferences', before.userId));
    role.value = preferences?.role ?? (answer.roles.includes('nurse') ? 'nurse' : 'patient');
    careMode.value = preferences?.careMode ?? false;
    theme.value = preferences?.theme ?? 'system';
    careAnswered.value = preferences?.careAnswered ?? false;
    family.value = preferences?.family ?? null;
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

/** The way in leads to another account from now on: everything is read anew. */
export async function signInAnew(): Promise<void> {
  signingIn = enter();
  await signingIn;
}

/** The account is no more: nothing of this person stays here, and whoever goes on is somebody new. */
export function forgetMe(): void {
  if (me.value) dropAll(me.value.userId);
  me.value = null;
  signingIn = null;
  family.value = null;
  forgetEveryone();
}

/** After something about me was changed (a recipient, an address): the server's word, not a guess. */
export async function refreshMe(): Promise<void> {
  me.value = await call('signIn', {});
}

function savePreferences(): void {
  if (!me.value) return;
  const preferences: Preferences = {
    role: role.value,
    careMode: careMode.value,
    theme: theme.value,
    careAnswered: careAnswered.value,
    family: family.value,
  };
  keep('preferences', me.value.userId, preferences);
}

export function switchRole(next: Role): void {
  role.value = next;
  savePreferences();
  void Taro.switchTab({ url: TABS[next][0].path });
}

/** A message or a card leads to a page of one side: who has that side stands on it from now on. Answers whether she has. */
export function takeSide(side: Role): boolean {
  const has = me.value?.roles.includes(side) ?? false;
  if (has && role.value !== side) {
    role.value = side;
    savePreferences();
  }
  return has;
}

/** Whoever chose is not asked again. */
export function setCareMode(on: boolean): void {
  careMode.value = on;
  careAnswered.value = true;
  savePreferences();
}

export function setTheme(next: Theme): void {
  theme.value = next;
  savePreferences();
}

export function setFamilyNumber(next: FamilyNumber | null): void {
  family.value = next;
  savePreferences();
}

const LARGE_PRINT_AGE_YEARS = 60;
/** Large print is offered once, where somebody cared for is of the age for it. */
const offersCareMode = computed(
  () =>
    !careAnswered.value &&
    !careMode.value &&
    role.value === 'patient' &&
    (me.value?.recipients.some(({ ageYears }) => (ageYears ?? 0) >= LARGE_PRINT_AGE_YEARS) ?? false),
);

/** Someone who is both a patient and a nurse has two sides of the program. */
const hasTwoRoles = computed(() => (me.value?.roles.length ?? 0) > 1);

export const session = { me, problem, role, careMode, theme, palette, family, offersCareMode, hasTwoRoles };

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

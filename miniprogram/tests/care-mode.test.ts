import { flushPromises, mount } from '@vue/test-utils';
import CareOffer from '@/components/care-offer/index.vue';
import FamilyCall from '@/components/family-call/index.vue';
import ReadAloud from '@/components/read-aloud/index.vue';
import TextField from '@/components/text-field/index.vue';
import FamilyNumberForm from '@/pages/mine/family-number-form.vue';
import { readKept } from '@/session/kept-on-phone';
import { moodClasses } from '@/session/mood';
import { session, setCareMode, setTheme, signIn } from '@/session/session';
import { answerWith } from './stand-ins/cloud';
import { spoken, utter } from './stand-ins/voice';

const recipient = (ageYears: number | null) => ({ recipientId: 'r1', name: '王秀兰', ageYears, verified: true });
const me = (ageYears: number | null) => ({
  ...{ userId: 'u1', displayName: '王', openid: 'o1', uid: 'u1', roles: ['patient'], nurseId: null, addresses: [] },
  recipients: [recipient(ageYears)],
});

beforeAll(async () => {
  answerWith({ signIn: () => ({ ok: true, data: me(59), at: 1 }) });
  await signIn();
});

test('large print is offered from 60 on, not at 59 and not at an unknown age', () => {
  const offered = (ageYears: number | null) => {
    session.me.value = me(ageYears) as never;
    return session.offersCareMode.value;
  };
  expect([offered(59), offered(null), offered(60)]).toEqual([false, false, true]);
});

test('the answer to the question is kept, and it is not asked again', async () => {
  const offer = mount(CareOffer);
  await offer.find('[data-test=care-yes]').trigger('tap');
  expect(moodClasses.value).toEqual(['theme-light', 'is-large']);
  expect(readKept('preferences', 'u1')).toMatchObject({ careMode: true, careAnswered: true });
  setCareMode(false);
  expect(session.offersCareMode.value).toBe(false);
  expect(offer.find('[data-test=care-offer]').exists()).toBe(false);
});

test('light and dark are a choice that is kept', () => {
  setTheme('dark');
  expect(moodClasses.value).toContain('theme-dark');
  expect(readKept('preferences', 'u1')).toMatchObject({ theme: 'dark' });
  setTheme('system');
});

test('the family’s number stands on top in care mode only, after a true number was saved', async () => {
  setCareMode(true);
  const call = mount(FamilyCall);
  const form = mount(FamilyNumberForm);
  const save = async (name: string, phone: string) => {
    await form.find('[data-test=family-name]').setValue(name);
    await form.find('[data-test=family-phone]').setValue(phone);
    await form.find('[data-test=save-family]').trigger('click');
  };
  await save('女儿', '123');
  expect(form.find('[data-test=problem]').text()).toContain('11 位');
  expect(call.find('[data-test=family-call]').exists()).toBe(false);
  // the button takes one press per half second
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1_000);
  await save('女儿', '13900001111');
  expect(call.find('[data-test=family-call]').text()).toBe('打电话给女儿');
  setCareMode(false);
  await flushPromises();
  expect(call.find('[data-test=family-call]').exists()).toBe(false);
});

test('a block is read aloud in care mode, and nothing is offered where the host has no voice', async () => {
  setCareMode(true);
  const block = mount(ReadAloud, { props: { text: '血压 120' } });
  await flushPromises();
  await block.find('[data-test=read-aloud]').trigger('tap');
  expect(spoken).toEqual(['血压 120']);
  utter.can = false;
  const silent = mount(ReadAloud, { props: { text: '血压 120' } });
  await flushPromises();
  expect(silent.find('[data-test=read-aloud]').exists()).toBe(false);
  utter.can = true;
});

test('what was said becomes the field; what was not understood is told, and typing goes on', async () => {
  setCareMode(true);
  const field = mount(TextField, { props: { modelValue: '', label: '姓名' } });
  await flushPromises();
  utter.next = () => Promise.resolve('王秀兰');
  await field.find('[data-test=voice-input]').trigger('tap');
  await flushPromises();
  expect(field.emitted('update:modelValue')).toEqual([['王秀兰']]);
  utter.next = () => Promise.reject(new Error('没有听清，请再说一次，或者打字'));
  await field.find('[data-test=voice-input]').trigger('tap');
  await flushPromises();
  expect(field.text()).toContain('没有听清');
});

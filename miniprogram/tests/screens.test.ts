import { flushPromises, mount } from '@vue/test-utils';
import MainButton from '@/components/main-button/index.vue';
import { useSubmit } from '@/live/use-submit';
import IdentityForm from '@/packages/people/identity/identity-form.vue';
import StepChecklist from '@/packages/visit/components/step-checklist.vue';
import { answerWith, asked } from './stand-ins/cloud';

test('a double tap is one press', async () => {
  const button = mount(MainButton, { props: { text: '提交' } });
  await button.find('button').trigger('click');
  await button.find('button').trigger('click');
  expect(button.emitted('press')).toHaveLength(1);
});

test('while one wish is on its way the next is not sent', async () => {
  let calls = 0;
  let finish = () => {};
  const { submit, busy } = useSubmit(() => {
    calls += 1;
    return new Promise<void>((resolve) => (finish = resolve));
  });
  const first = submit();
  expect(busy.value).toBe(true);
  await submit();
  finish();
  await first;
  await submit();
  expect([calls, busy.value]).toEqual([1, false]);
});

test('a refused identity says why, in the server’s words, and keeps what was typed', async () => {
  const error = { code: 'IDENTITY_MISMATCH', message: '姓名和身份证号不一致，请核对' };
  answerWith({ verifyIdentity: () => ({ ok: false, error, at: 1 }) });
  const form = mount(IdentityForm);
  await form.find('[data-test=way-number]').trigger('tap');
  await form.find('input[data-test=identity-name]').setValue('王秀兰');
  await form.find('input[data-test=identity-number]').setValue('330106194803121525');
  await form.find('[data-test=verify]').trigger('click');
  await flushPromises();
  expect(asked).toEqual([['verifyIdentity', { recipientId: 'r1', name: '王秀兰', idNumber: '330106194803121525' }]]);
  expect(form.find('[data-test=problem]').text()).toBe(error.message);
  expect(form.find('[data-test=verified]').exists()).toBe(false);
});

test('ticked steps are told by their place, in order', async () => {
  const list = mount(StepChecklist, { props: { modelValue: [1], steps: ['洗手', '换药', '记录'] } });
  await list.find('[data-test=step-0]').trigger('tap');
  expect(list.emitted('update:modelValue')).toEqual([[[0, 1]]]);
});

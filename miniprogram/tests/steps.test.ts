import Taro from '@tarojs/taro';
import { mount } from '@vue/test-utils';
import { defineComponent, watch } from 'vue';
import { bookingProgress } from '@/booking/questions';
import { recordSteps } from '@/packages/visit/components/record-steps';
import { contactProblemAt, contactsProblem } from '@/packages/people/contacts/contacts';
import { stepProblem } from '@/packages/people/recipient/recipient-steps';
import { careMode } from '@/session/mood';
import { sharedBySteps } from '@/steps/shared-by-steps';
import { leaveSteps, useSteps } from '@/steps/use-steps';

const NAMES = ['who', 'place', 'price'] as const;
const opened = (params: Record<string, string>, path = '/packages/x/index?stamp=AB') =>
  jest.spyOn(Taro, 'getCurrentInstance').mockReturnValue({ router: { path, params } } as never);
const history = (...routes: string[]) =>
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue(routes.map((route) => ({ route })) as never);
const urls = (way: unknown) => (way as jest.Mock).mock.calls.map(([{ url }]: [{ url: string }]) => url);
const steps = () => useSteps(() => NAMES);

beforeEach(() => {
  careMode.value = true;
  opened({});
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const way of [Taro.navigateTo, Taro.redirectTo, Taro.navigateBack, Taro.switchTab])
    (way as jest.Mock).mockClear();
});

test('ordinarily all questions stand on one page, whatever the address says', () => {
  careMode.value = false;
  opened({ step: 'place' });
  const { apart, shows, number, count, isLast } = steps();
  expect([apart.value, number.value, count.value, isLast.value]).toEqual([false, 1, 1, true]);
  expect(NAMES.map(shows)).toEqual([true, true, true]);
});

test.each([
  [undefined, 'who', 1, false],
  ['place', 'place', 2, false],
  ['price', 'price', 3, true],
  ['a step of another version', 'who', 1, false],
])('in care mode the address %p asks %s', (step, name, number, isLast) => {
  opened(step === undefined ? {} : { step });
  const here = steps();
  expect([here.name.value, here.number.value, here.count.value, here.isLast.value]).toEqual([name, number, 3, isLast]);
  expect(NAMES.filter(here.shows)).toEqual([name]);
});

test('nothing of the way is filled in: it begins at the first question, though a later one is addressed', () => {
  opened({ step: 'price' });
  expect(useSteps(() => NAMES, { isBegun: false }).name.value).toBe('who');
});

test('the next question is a page of its own; what the address said stays, Taro’s stamps do not', async () => {
  opened({ orderId: 'o%201', step: 'who', stamp: 'AB', $taroTimestamp: '12' });
  await steps().next();
  expect(urls(Taro.navigateTo)).toEqual(['/packages/x/index?orderId=o%201&step=place']);
  opened({ step: 'price' });
  await steps().next();
  expect(urls(Taro.navigateTo)).toHaveLength(1);
});

test('WeChat opens no eleventh page: there the next question takes the place of this one', async () => {
  history(...Array<string>(10).fill('x'));
  await steps().next();
  expect([urls(Taro.navigateTo), urls(Taro.redirectTo)]).toEqual([[], ['/packages/x/index?step=place']]);
});

test('the switch of care mode is heard on an open page, and so is another list of questions', () => {
  opened({ step: 'price' });
  const { name, count } = steps();
  careMode.value = false;
  expect([name.value, count.value]).toEqual(['who', 1]);
  careMode.value = true;
  expect([name.value, count.value]).toEqual(['price', 3]);
  expect(useSteps(() => ['only'] as const).apart.value).toBe(false);
});

test('leaving takes all steps on top, and no page of the same kind further down', () => {
  history('pages/home/index', 'packages/x/index', 'packages/y/index', '/packages/x/index', 'packages/x/index?step=b');
  leaveSteps();
  expect(Taro.navigateBack).toHaveBeenCalledWith({ delta: 2 });
});

test('opened straight from a message there is nothing to go back to: home', () => {
  history('packages/x/index', 'packages/x/index');
  leaveSteps();
  expect(Taro.navigateBack).not.toHaveBeenCalled();
  expect(Taro.switchTab).toHaveBeenCalledTimes(1);
});

test('the pages of one way fill in the same; with the last page it is forgotten, and what watched it stops', async () => {
  const join = sharedBySteps<{ text: { value: string } }>();
  const heard: string[] = [];
  const { ref } = jest.requireActual<typeof import('vue')>('vue');
  const make = () => {
    const text = ref('');
    watch(text, (now) => heard.push(now), { flush: 'sync' });
    return { text };
  };
  const page = () => {
    let joined!: ReturnType<typeof join>;
    const view = mount(
      defineComponent({
        setup: () => {
          joined = join('way', make);
          return () => null;
        },
      }),
    );
    return { ...joined, close: () => view.unmount() };
  };
  const first = page();
  const second = page();
  expect([first.isNew, second.isNew, second.state === first.state]).toEqual([true, false, true]);
  first.state.text.value = 'a';
  first.close();
  second.state.text.value = 'b';
  second.close();
  second.state.text.value = 'c';
  expect(heard).toEqual(['a', 'b']);
  expect(page()).toMatchObject({ isNew: true, state: { text: { value: '' } } });
});

test('a booking: four pages, or eight questions', () => {
  const all = (apart: boolean) =>
    [bookingProgress('where', 1, apart), bookingProgress('nurse', 1, apart), bookingProgress('confirm', 1, apart)].map(
      ({ step, steps: of }) => `${step}/${of}`,
    );
  expect(all(false)).toEqual(['1/4', '3/4', '4/4']);
  expect(all(true)).toEqual(['1/8', '4/8', '5/8']);
  expect(bookingProgress('confirm', 4, true)).toEqual({ step: 8, steps: 8 });
});

test('a record asks for signs only where the service measures; a visit that is not going on asks nothing', () => {
  const order = (status: string, requiredVitals: string[]) => ({ status, requiredVitals }) as never;
  expect(recordSteps(order('inService', ['BP']))).toEqual(['checklist', 'vitals', 'photos', 'summary']);
  expect(recordSteps(order('inService', []))).toEqual(['checklist', 'photos', 'summary']);
  expect(recordSteps(order('travelling', ['BP']))).toHaveLength(1);
  expect(recordSteps(null)).toHaveLength(1);
});

test('a step goes on when its own answer is right; the last one asks for all', () => {
  const health = { conditions: '', allergies: '', history: '', mobility: 'independent', living: 'alone' } as const;
  const form = { name: '王秀英', birth: '19480312', relation: '母亲', statement: true, ...health } as const;
  expect(stepProblem('name', { ...form, name: '王' })).toContain('姓名');
  for (const birth of ['1948', '19480231', '21480312']) expect(stepProblem('birth', { ...form, birth })).not.toBe('');
  const silent = { ...form, statement: false };
  expect(stepProblem('relation', silent)).toContain('有权');
  expect(stepProblem('relation', { ...silent, relation: '本人' })).toBe('');
  expect(stepProblem('daily', form)).toBe('');
  expect(stepProblem('daily', { ...form, birth: '' })).not.toBe('');
  expect(stepProblem('daily', silent)).toContain('有权');
});

test('two people to call, with numbers of their own', () => {
  const contact = (phone: string) => ({ name: '李强', phone, relation: '家人' });
  expect(contactProblemAt([contact('139')], 0)).toContain('紧急联系人 1');
  const same = [contact('13900001111'), contact('13900001111')];
  expect(contactProblemAt(same, 0)).toBe('');
  expect(contactsProblem(same)).toContain('不能相同');
  expect(contactsProblem([contact('13900001111'), contact('13900002222')])).toBe('');
});

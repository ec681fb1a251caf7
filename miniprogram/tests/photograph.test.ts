import Taro from '@tarojs/taro';
import { usePhotograph } from '@/photos/use-photograph';

/** What the phone's chooser does with each asking, in turn. */
const chooser: { answer: (path: string) => void; fail: (reason: object) => void }[] = [];
const chooseImage = () =>
  new Promise((resolve, reject) => {
    const answer = (path: string) => resolve({ tempFilePaths: [path] });
    chooser.push({ answer, fail: reject });
  });
Object.assign(Taro, { chooseImage });
const settled = () => new Promise((done) => setTimeout(done));

beforeEach(() => chooser.splice(0));

test('the back of the card can be photographed the moment the front is there', async () => {
  const kept: string[] = [];
  const { take } = usePhotograph<string>((path, side) => void kept.push(`${side} ${path}`));
  const front = take('front');
  chooser[0]?.answer('a.jpg');
  await front;
  const back = take('back');
  chooser[1]?.answer('b.jpg');
  await back;
  expect(kept).toEqual(['front a.jpg', 'back b.jpg']);
});

test('a chooser that was closed without a word locks nothing, the same button neither', async () => {
  const kept: string[] = [];
  const now = jest.spyOn(Date, 'now').mockReturnValue(1000);
  const { take } = usePhotograph<string>((path) => void kept.push(path));
  void take('front');
  now.mockReturnValue(1499);
  void take('front');
  expect(chooser).toHaveLength(1);
  now.mockReturnValue(1500);
  const again = take('front');
  expect(chooser).toHaveLength(2);
  chooser[1]?.answer('b.jpg');
  await again;
  expect(kept).toEqual(['b.jpg']);
  now.mockRestore();
});

test('while its picture is on the way a button takes no other; its neighbour does, and each is said for itself', async () => {
  const sent: (() => void)[] = [];
  const { take, isSending } = usePhotograph<string>(() => new Promise<void>((done) => sent.push(done)));
  const now = jest.spyOn(Date, 'now').mockReturnValue(1000);
  void take('licence');
  chooser[0]?.answer('a.jpg');
  await settled();
  now.mockReturnValue(9000);
  void take('licence');
  void take('certificate');
  expect(chooser).toHaveLength(2);
  expect([isSending('licence'), isSending('certificate')]).toEqual([true, false]);
  sent[0]?.();
  await settled();
  expect(isSending('licence')).toBe(false);
  now.mockRestore();
});

test('closed on purpose is no failure; a camera that is not allowed is said', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { take, problem } = usePhotograph<string>(() => undefined);
  const closed = take('front');
  chooser[0]?.fail({ errMsg: 'chooseImage:fail cancel' });
  await closed;
  expect(problem.value).toBe('');
  const denied = take('back');
  chooser[1]?.fail({ errMsg: 'chooseImage:fail auth deny' });
  await denied;
  expect(problem.value).not.toBe('');
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

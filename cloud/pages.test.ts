import { pageOf } from './pages';

const at = (...marks: number[]) => marks.map((mark) => ({ mark }));
const markOf = (row: { mark: number }) => row.mark;

test('what fits is the last page', () => {
  expect(pageOf(at(9, 8, 7), 3, markOf)).toEqual({ page: at(9, 8, 7), next: null });
});

test('one row too many tells of a next page, which starts below the last row shown', () => {
  expect(pageOf(at(9, 8, 7, 6), 3, markOf)).toEqual({ page: at(9, 8, 7), next: 7 });
});

test('rows of one instant stay together, or the second would be lost between pages', () => {
  expect(pageOf(at(9, 8, 7, 7), 3, markOf)).toEqual({ page: at(9, 8), next: 8 });
});

test('a group that can never fit is an error, not a loss', () => {
  expect(() => pageOf(at(7, 7, 7, 7), 3, markOf)).toThrow('same mark');
});

import { maskPhone } from './phone';

test('the mask leaves three and four', () => {
  expect(maskPhone('13800138000')).toBe('138****8000');
});

/** What a screen reader is told. Taro writes none of it into WeChat's templates by itself; our `role` is its aria-role. */
module.exports = {
  'aria-role': 'i.role',
  'aria-label': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
  'aria-hidden': '',
  'aria-live': '',
  'aria-busy': '',
};

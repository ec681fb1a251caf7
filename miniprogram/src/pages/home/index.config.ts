import { strings } from '@/strings/app';

export default definePageConfig({
  navigationBarTitleText: strings.name,
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});

import { strings } from '@/strings/onboarding';

export default definePageConfig({ navigationBarTitleText: strings.applyPage, enablePullDownRefresh: true });

import { strings } from '@/strings/messages';

export default definePageConfig({ navigationBarTitleText: strings.inbox.page, enablePullDownRefresh: true });

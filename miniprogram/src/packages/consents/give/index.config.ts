import { strings } from '@/strings/consents';

export default definePageConfig({ navigationBarTitleText: strings.give.page });

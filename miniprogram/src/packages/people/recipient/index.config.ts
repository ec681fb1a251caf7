import { strings } from '@/strings/people';

export default definePageConfig({ navigationBarTitleText: strings.recipient.page });

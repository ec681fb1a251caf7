import { strings } from '@/strings/people';

export default definePageConfig({ navigationBarTitleText: strings.contacts.page });

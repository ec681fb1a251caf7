import { strings } from '@/strings/people';

export default definePageConfig({ navigationBarTitleText: strings.person.page });

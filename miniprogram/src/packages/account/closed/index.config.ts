import { strings } from '@/strings/account';

export default definePageConfig({ navigationBarTitleText: strings.closed.page });

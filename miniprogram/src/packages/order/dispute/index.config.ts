import { strings } from '@/strings/dispute';

export default definePageConfig({ navigationBarTitleText: strings.page });

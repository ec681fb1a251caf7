import { strings } from '@/strings/invoice';

export default definePageConfig({ navigationBarTitleText: strings.page });

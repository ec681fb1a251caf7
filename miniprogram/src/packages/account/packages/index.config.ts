import { strings } from '@/strings/packages';

export default definePageConfig({ navigationBarTitleText: strings.page });

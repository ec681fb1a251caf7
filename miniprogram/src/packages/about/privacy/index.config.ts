import { strings } from '@/strings/about-privacy';

export default definePageConfig({ navigationBarTitleText: strings.page });

import { strings } from '@/strings/messages';

export default definePageConfig({ navigationBarTitleText: strings.settings.page });

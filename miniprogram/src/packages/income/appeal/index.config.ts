import { strings } from '@/strings/income';

export default definePageConfig({ navigationBarTitleText: strings.appeal.page });

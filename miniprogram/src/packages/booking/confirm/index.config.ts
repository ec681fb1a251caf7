import { strings } from '@/strings/booking';

export default definePageConfig({ navigationBarTitleText: strings.confirm.page });

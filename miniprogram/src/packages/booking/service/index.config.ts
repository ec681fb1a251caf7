import { strings } from '@/strings/booking';

export default definePageConfig({ navigationBarTitleText: strings.service.page, enableShareAppMessage: true });

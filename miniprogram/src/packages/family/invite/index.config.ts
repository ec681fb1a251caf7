import { strings } from '@/strings/family';

export default definePageConfig({ navigationBarTitleText: strings.invite.page, enableShareAppMessage: true });

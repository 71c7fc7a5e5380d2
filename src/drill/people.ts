// Who works on the practice services.
export const lee = ['Lee Okafor', 'lee@shop.example'] as const
export const sam = ['Sam Ortiz', 'sam@shop.example'] as const
export const mia = ['Mia Lindqvist', 'mia@shop.example'] as const

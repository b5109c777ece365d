export function migrate(ownerUrl: string, appUrl: string): Promise<boolean>;
export function migrationNames(): string[];

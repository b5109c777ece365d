-- Which variables reports may have as columns, in their order; and which of these an export has.
alter table account add column report_variables text[] not null default '{}';
alter table report_export add column variables text[] not null default '{}';
alter table report_schedule add column variables text[] not null default '{}';

-- Who has not confirmed a button's call is given a rest by all of the account's buttons.
create index button_request_number on button_request (number, at);
-- What a visitor agreed to is shown with the interaction, and goes with it when the person is erased.
create index button_request_interaction on button_request (interaction_id);

"""A questionnaire on screen: which page of it, who answers, a card for each question, what is saved."""

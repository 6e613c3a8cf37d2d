"""The web application: parses input and shows output; knows no rule of the domain."""

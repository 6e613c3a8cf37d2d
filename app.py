"""Starts the web application: `streamlit run app.py`."""

from audit.ui.main import main

main()

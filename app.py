"""Starts the web application: `streamlit run app.py`, or `python app.py`.

Streamlit imports a script with an `App` before it serves anything, and so before a setting of the current
folder can count: at that moment our own server takes this process over, the same one as of `phase2 app`.
"""

from streamlit import App

from audit.ui import launch

app = App(launch.take_over())

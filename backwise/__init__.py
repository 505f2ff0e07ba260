"""Backwise: what a good guide for people with back pain knows and does.

Plain Python. Nothing in this package imports rasa or rasa_sdk.
"""
